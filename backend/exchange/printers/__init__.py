"""Labels to printers on the network: raw ZPL, usually at port 9100.

`agent` keeps one `worker` a printer. A worker takes what waits, in order, one label and one connection at a time: it
asks the printer how it is (`status`), says `printing` on the road, sends, and says what became of it. `link` is the
connection, `address` decides where one may be made to, `queue` reads the jobs and records the ops, `chores` tidy up.

What a job is at every moment is in the database, by ops, so that a server that is killed goes on where it was. One that
dies after `printing` cannot know whether the label came out: it is printed again, marked as a reprint.
"""
