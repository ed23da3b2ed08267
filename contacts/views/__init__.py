"""The pages about people and organizations."""
