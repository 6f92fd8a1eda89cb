"""The world outside: files, shops, carriers."""
