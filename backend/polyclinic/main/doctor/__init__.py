"""What `polyclinic doctor` looks at: one small check per thing that can be wrong. Nothing here repairs or changes anything."""
