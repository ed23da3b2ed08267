"""The pages of operations, photos, residents and testimonials."""
