"""What every room needs and no office would name: database set-up, jobs, paging, sentences."""
