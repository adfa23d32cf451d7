"""A count drawn: as text, as data, as a page with a drawing of how the votes moved. All from one `Count`."""
