"""Models of the lessons by task, as plain `keras.Model`s: compile and fit them where they are used."""
