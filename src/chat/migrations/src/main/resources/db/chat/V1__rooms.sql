-- Rooms and who may read and post in them. Written by the gateway.
create table chat_room (
    name        text        primary key,
    created_at  timestamptz not null default now()
);

create table chat_member (
    room        text        not null references chat_room (name),
    member      text        not null,
    joined_at   timestamptz not null default now(),
    primary key (room, member)
);
create index chat_member_rooms on chat_member (member, room);

-- The last seq of each room. Written by log-message.
create table chat_room_sequence (
    room        text        primary key,
    last_seq    bigint      not null
);

-- The history. Written by log-message; redacted by redact-message.
create table chat_message (
    room        text        not null,
    seq         bigint      not null,
    message_id  text        not null,
    sender      text        not null,
    text        text        not null,
    sent_at     timestamptz not null,
    redacted_at timestamptz,
    reasons     text,                           -- why it was redacted, one reason a line
    primary key (room, seq)
);
create index chat_message_redacted on chat_message (room, seq) where redacted_at is not null;

-- Which members have a connection, and the gateways that hold them. A gateway that was not seen for a while holds none.
create table chat_gateway (
    id          uuid        primary key,
    seen_at     timestamptz not null
);

create table chat_connection (
    gateway     uuid        not null references chat_gateway (id) on delete cascade,
    member      text        not null,
    primary key (gateway, member)
);
create index chat_connection_member on chat_connection (member);

-- One row a notification that send-notification began to send, or had sent: it is sent at most once.
create table chat_notification (
    notification_id text    primary key,
    member      text        not null,
    channel     text        not null,
    claimed_at  timestamptz not null default now()
);

-- One row a room and minute. Written by track-activity until close-window closes it.
create table chat_activity_window (
    room        text        not null,
    window_start timestamptz not null,
    window_end  timestamptz not null,
    messages    bigint      not null,
    late        bigint      not null default 0, -- messages that came after the window was closed; not counted in messages
    closed_at   timestamptz,
    primary key (room, window_start)
);

create table chat_activity_sender (
    room        text        not null,
    window_start timestamptz not null,
    sender      text        not null,
    primary key (room, window_start, sender)
);
