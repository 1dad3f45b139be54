/** The function analyze-message, which determines the language of each logged message and how harmful it looks. */
package dev.baton.chat.analyzemessage;
