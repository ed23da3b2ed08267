"""Pages of the studio: brochures, editions and handovers, figures, reference texts."""
