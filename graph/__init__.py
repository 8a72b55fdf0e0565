"""The graph itself: built, validated, stored, analysed and exported."""
