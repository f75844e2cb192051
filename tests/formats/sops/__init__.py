"""SOPs written for the tests, in the wordings met in real ones, and what renders them as text, DOCX and XLSX."""
