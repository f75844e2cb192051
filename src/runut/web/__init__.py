"""The shell of the site: base templates, components, static files."""
