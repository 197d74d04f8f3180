"""Say in words what is wrong with files, folders and disks."""

from __future__ import annotations

from app.base.text import N_
from ui.kit.told_words import Words

_UNCHANGED = N_("Nothing was changed.")

# Files, disks, sticks and backups.
FILES: dict[str, Words] = {
    "StorageFailed": Words(
        N_("The disk or stick did not answer"),
        N_("{path}: nothing was changed."),
        N_("Check that it is connected, then try again."),
    ),
    "DiskFull": Words(
        N_("There is no room left"),
        N_("{path} is full; nothing was changed."),
        N_("Make room or choose another folder, then try again."),
    ),
    "ReadOnly": Words(
        N_("This place cannot be written to"),
        N_("{path} may only be read; nothing was changed."),
        N_("Choose another folder, or ask whoever looks after the PC."),
    ),
    "FileMissing": Words(
        N_("A file is missing"),
        N_("{path} should be there and is not."),
        N_("Connect the stick or restore the newest backup."),
    ),
    "BothCopiesDamaged": Words(
        N_("Both copies of a file are damaged"),
        N_("{path} cannot be read."),
        N_("Restore the newest backup."),
    ),
    "VaultInUse": Words(
        N_("Another program has the records open"),
        N_("{path} is in use; nothing was changed."),
        N_("Close the other Rowan, then try again."),
    ),
    "AttachmentMissing": Words(
        N_("The document is not there"),
        N_("Its record stands, but its file is missing from the year’s documents."),
        N_("Verify everything under School, then restore the newest backup."),
    ),
    "AttachmentChanged": Words(
        N_("The document is not as it was attached"),
        N_("Its bytes differ from those that were signed, so it is not shown."),
        N_("Verify everything under School, then restore the newest backup."),
    ),
    "DocumentLocked": Words(
        N_("The document has a password of its own"),
        N_("Rowan keeps it as it came, but cannot show its pages."),
        N_("Save a copy to open it elsewhere, or ask the sender for one without a password."),
    ),
    "DocumentBroken": Words(
        N_("The document cannot be drawn"),
        N_("It is not whole, or not what its name says. Rowan keeps it as it came."),
        N_("Save a copy to open it elsewhere, or ask the sender for a new one."),
    ),
    "DocumentTooLarge": Words(
        N_("The document is too large to be shown"),
        N_("It has more pages or larger pictures than Rowan draws. It is kept as it came."),
        N_("Save a copy to open it elsewhere."),
    ),
    "DocumentTooSlow": Words(
        N_("The document took too long to draw"),
        N_("Drawing was ended. The document is kept as it came."),
        N_("Try again, or save a copy to open it elsewhere."),
    ),
    "VaultDamaged": Words(
        N_("The records’ file is damaged"),
        N_("{path} is not whole."),
        N_("Restore the newest backup. Keep the damaged file."),
    ),
    "WrongKey": Words(
        N_("The records’ file does not open with this key"),
        N_("{path} belongs to another school, or is damaged."),
        N_("Restore the newest backup."),
    ),
    "VaultTooNew": Words(
        N_("A newer Rowan wrote these records"),
        N_("{path} was not touched."),
        N_("Start the newer Rowan."),
    ),
    "VaultTooOld": Words(
        N_("An older Rowan wrote these records"),
        N_("{path} may only be read here, and has to be brought up to date first."),
        N_("Copy the folder to a place that can be written to."),
    ),
    "FolderRefused": Words(
        N_("The records may not lie in this folder"),
        N_("{path} is shared, synchronised or moves with a Windows user."),
        N_("Choose a folder on this PC."),
    ),
    "FolderHasVaults": Words(
        N_("There is a school in this folder already"),
        _UNCHANGED,
        N_("Open that school, or choose an empty folder."),
    ),
    "FolderIsBackup": Words(
        N_("This folder is a backup"),
        N_("{path} was not touched."),
        N_("Choose the school’s own folder, or an empty one on this PC."),
    ),
    "FolderTaken": Words(
        N_("Other files lie in this folder"),
        N_("{path} was not touched."),
        N_("Choose the school’s own folder, or an empty one on this PC."),
    ),
    "NoSchoolHere": Words(
        N_("There is no school in this folder"),
        N_("{path} holds no records of Rowan."),
        N_("Choose another folder, or set up a school."),
    ),
    "DraftDamaged": Words(
        N_("A draft cannot be read"),
        N_("Neither of its two copies is whole."),
        N_("Look at its time, and write again what is missing."),
    ),
    "NoteDamaged": Words(
        N_("A sealed note is damaged"),
        N_("It was kept as it is."),
        N_("Ask whoever wrote it to send it again."),
    ),
    "UnknownIntakeKey": Words(
        N_("A sealed note cannot be opened here"),
        N_("It is meant for another school, or for a key that you do not hold."),
        N_("Ask another key holder, or whoever sent it."),
    ),
    "ManifestDamaged": Words(
        N_("The backup’s list of files is damaged"),
        N_("It is not whole, or not signed by the key that it names."),
        N_("Choose another backup."),
    ),
    "NoBackup": Words(
        N_("There is no backup of this school there"),
        _UNCHANGED,
        N_("Choose the folder or stick that holds it."),
    ),
    "BackupFailed": Words(
        N_("No backup was made"),
        N_("The copy of {file} is not what it should be."),
        N_("Try another stick or folder, then verify the records."),
    ),
    "BackupUnsound": Words(
        N_("The backup does not count"),
        N_("Its records or signatures did not pass the check."),
        N_("Verify the records now; keep the older backups."),
    ),
    "NoBackupFolder": Words(
        N_("No place for backups is chosen"),
        N_("Nothing was copied."),
        N_("Choose a folder or a stick under School."),
    ),
    "BackupDamaged": Words(
        N_("This backup is damaged"),
        N_("Files that are not as they were made: {files}."),
        N_("Choose an older backup."),
    ),
    "AnotherSchool": Words(
        N_("This backup is of another school"),
        _UNCHANGED,
        N_("Choose a backup of this school."),
    ),
    "KeysDoNotOpen": Words(
        N_("Your keys do not open this backup"),
        N_("The passphrase is right, but the backup was made for other keys."),
        N_("Use the name and passphrase of that time."),
    ),
    "NotARoll": Words(
        N_("This file cannot be read as a roll"),
        N_("Nothing was added. {about}"),
        N_("Save the roll as CSV or Excel with its headings, then try again."),
    ),
    "DrawingFailed": Words(
        N_("The paper could not be drawn"),
        N_("Nothing was printed."),
        N_("Try again. If it fails again, print fewer records at once."),
    ),
}
