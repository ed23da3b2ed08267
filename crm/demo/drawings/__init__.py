"""Draws the illustrations of the demonstration: flat shapes in few colours, like a linocut.

`python -m crm.demo.drawings` draws them all again (Chromium and Pillow needed); the pictures are
committed, so that nobody has to.
"""
