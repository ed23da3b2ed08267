"""What leaves the base: spreadsheets, French CSV, contact cards; each export is logged."""
