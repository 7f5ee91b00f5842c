"""What must hold between a parent's thumb and the database, one test for each sentence of the acceptance list.

A test is named after its sentence: `test_b3_…`. The letter is the group, one file each; `stage` says how to set one up.
"""
