"""Room: what is planned for the application; today the end date of the schedule."""
