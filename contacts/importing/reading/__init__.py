"""What runs in the child process that reads a file: nothing here imports Django."""
