"""Declare what a school writes down, each kind once."""
