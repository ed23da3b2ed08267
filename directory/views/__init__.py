"""The pages of the directory: the register, its files, the territories."""
