"""What the files of backups are called by their endings; inside, each is a zip archive."""

BACKUP_ENDING = ".hcbackup"
"""What new backups end in: a double click opens them with this program."""
BACKUP_ENDINGS = (BACKUP_ENDING, ".zip")
"""What a backup may end in: the first version wrote the second, and such a file is good for ever."""
