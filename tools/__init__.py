"""Programs for contributors: build the book, check notebooks, generate exercises."""
