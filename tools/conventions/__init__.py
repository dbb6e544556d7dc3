"""What is asked of lessons, assignments and the book, and whether they keep it."""
