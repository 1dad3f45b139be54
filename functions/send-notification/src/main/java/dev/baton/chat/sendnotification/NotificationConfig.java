package dev.baton.chat.sendnotification;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** The e-mail addresses of the members and of the sender. */
@ConfigMapping(prefix = "chat.notification")
public interface NotificationConfig {

    /**
     * A member's e-mail address. {@code {member}} stands for the member's name. A character that an address can't
     * contain there is written as one {@code =XX} for each of its UTF-8 bytes, in hexadecimal.
     */
    @WithDefault("{member}@chat.example")
    String address();

    /** The sender of the e-mails. */
    @WithDefault("chat@chat.example")
    String from();
}
