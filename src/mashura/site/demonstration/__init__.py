"""The story of the fictional programme, played through the public actions as its people would."""
