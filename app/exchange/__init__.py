"""Read and write the files that come and go."""
