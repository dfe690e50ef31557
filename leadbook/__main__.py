"""``python -m leadbook``."""

from leadbook import main

main()
