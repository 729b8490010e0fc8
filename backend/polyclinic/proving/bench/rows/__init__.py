"""The rows of the benchmark's data set, one subject a file; what is right to answer about them stands beside the driver."""
