"""The live socket: changesets and presence to whoever has a project or workspace open.

`socket.py` is one connection, `room.py` the connections to one stream, `hub.py` all rooms of this
process, `bells.py` how word of new versions comes from other processes, `presence.py` who is there,
`who.py` who a connection belongs to, `news.py` what is read from the database.
"""
