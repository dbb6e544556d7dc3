"""Settings of every notebook kernel in this environment; `make` copies the file to its etc/ipython."""

c = get_config()  # noqa: F821 (IPython defines it when it reads the file)

# TensorFlow's C++ code logs to file descriptor 2 at its first operation, whatever its log level says.
# Captured, those lines would stand in every lesson, and nbgrader takes anything on stderr for a failed test.
# Python's own sys.stderr, warnings and tracebacks still reach the notebook.
c.IPKernelApp.capture_fd_output = False

c.InlineBackend.figure_formats = {"svg"}
# Fixed identifiers and no date: the same figure is the same file.
c.InlineBackend.print_figure_kwargs = {"bbox_inches": "tight", "metadata": {"Date": None}}
