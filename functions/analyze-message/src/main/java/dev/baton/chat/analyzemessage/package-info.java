/** The function analyze-message, which determines the language of each logged message and how harmful it looks. */
@NullMarked
package dev.baton.chat.analyzemessage;

import org.jspecify.annotations.NullMarked;
