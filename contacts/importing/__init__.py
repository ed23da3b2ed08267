"""Files of contacts taken in: read in a child process, checked row by row, applied, taken back."""
