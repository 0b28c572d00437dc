"""What-if scenarios side by side: figures of each, what differs, and what a merge would meet.

`figures` says of one plan what a comparison shows; `compare` puts several beside each other;
`states` finds the plans; `meeting` says what merging would change and where it needs a choice.
"""
