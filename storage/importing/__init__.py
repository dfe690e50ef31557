"""Files coming in: a file becomes rows, its columns become fields, its cells become values. No row is written here."""
