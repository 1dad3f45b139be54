package dev.baton.chat.notifymembers;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Transient;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** A room, with its audience as this session first saw it. */
@Entity(name = "NotifyMembersRoom")
@Table(name = "chat_room")
@Immutable
class Room {

    @Id
    @Column(name = "name")
    String name;

    @Transient
    @Nullable
    Audience audience;
}
