"""How each member of a family has lived with their health: one file per place in the family. Dates are days before today."""
