"""消息: notices to persons, and what these did with them. Sending is never proof of work."""
