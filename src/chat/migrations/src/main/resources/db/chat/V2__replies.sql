-- Which message a message answers. Written by log-message; null: none, as for all that an older log-message wrote.
alter table chat_message add column reply_to text;
