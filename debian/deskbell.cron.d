# deskbell from cron, for machines that run neither deskbell-watch.service nor deskbell-poll.timer: take the # away.
# It says nothing when nothing is wrong; what it says is mailed to root.
MAILTO=root
#*/2 * * * *	deskbell	/usr/bin/deskbell poll
