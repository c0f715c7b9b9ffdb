# Makes a C++ raw string literal of FROM at TO.
file(READ ${FROM} text)
file(WRITE ${TO} "R\"lua(${text})lua\"\n")
