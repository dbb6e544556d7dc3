"""What can go wrong with data, each with a message that names the file and says what to do."""


class DatasetError(Exception):
    """Any trouble with a data set; the message names the file or argument and says what to do."""


class MissingDataError(DatasetError):
    """The data set, or the folder that should hold it, is not there."""


class ChecksumError(DatasetError):
    """A file is there but its checksum is not the one it should have."""


class BrokenFileError(DatasetError):
    """A file cannot be read, is cut short, or is not in the format that its name says."""


class DownloadError(DatasetError):
    """The publisher's address did not answer, or the connection was cut too often."""


class DiskFullError(DatasetError):
    """There is no room for the file."""
