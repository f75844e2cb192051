"""Everything that reads plans; views and higher rooms import from here."""
