package dev.baton.cloudevents;

/** The names of the attributes that CloudEvents 1.0 itself defines. See {@link Extensions} for others. */
public final class AttributeNames {

    public static final String SPEC_VERSION = "specversion";
    public static final String ID = "id";
    public static final String SOURCE = "source";
    public static final String TYPE = "type";
    public static final String DATA_CONTENT_TYPE = "datacontenttype";
    public static final String DATA_SCHEMA = "dataschema";
    public static final String SUBJECT = "subject";
    public static final String TIME = "time";

    private AttributeNames() {}
}
