"""The parts of bench/compare: the server, the ways, their measuring, and what is printed."""
