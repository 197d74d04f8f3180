"""Say in words why something could not be done: one entry for each leaf of RowanError."""

from __future__ import annotations

from dataclasses import dataclass

from app.base.text import N_


@dataclass(frozen=True, slots=True)
class Words:
    """Hold what a person is told: a heading, what happened, and what to do next.

    Braces name attributes of the error: "{path}".
    """

    title: str
    body: str
    next_step: str = ""


_UNCHANGED = N_("Nothing was changed.")

# Rules of the record: what, why, what instead.
_RULES: dict[str, Words] = {
    "FixedOption": Words(
        N_("This option cannot be changed"),
        N_("It is fixed for every school in England."),
        N_("Add an option of your own beside it."),
    ),
    "ChainMoved": Words(
        N_("Something was recorded in the meantime"),
        N_("The preview is older than the newest record, so it was not printed."),
        N_("Open the preview again."),
    ),
    "ActionOver": Words(
        N_("This action is over"),
        N_("It was done or cancelled already."),
        N_("Add a new action if there is more to do."),
    ),
    "SameUpn": Words(
        N_("Another child has this UPN"),
        N_("{name} is on the roll with UPN {upn}."),
        N_("Check the UPN, or open that child."),
    ),
    "ChildUnknown": Words(
        N_("This child is not on the roll"),
        N_("The entry may have been merged with another."),
        N_("Find the child by name."),
    ),
    "NotDecided": Words(
        N_("There is no decision yet"),
        N_("A concern is closed only after a decision with reasons."),
        N_("Record the decision first."),
    ),
    "ActionsOpen": Words(
        N_("Actions are still open"),
        N_("Actions that stand open: {count}."),
        N_("Finish or cancel them, then close the concern."),
    ),
    "NotOpen": Words(
        N_("The concern is not open"),
        N_("It is closed already for one of the children chosen."),
        N_("Choose the children it is still open for."),
    ),
    "NotClosed": Words(
        N_("The concern is not closed"),
        N_("It still stands open for one of the children chosen."),
        N_("Choose the children it is closed for."),
    ),
    "HasKeys": Words(
        N_("This person can sign in already"),
        N_("They have keys of their own."),
        N_("If the passphrase is lost, issue new keys."),
    ),
    "MayNotHold": Words(
        N_("This role may not hold the children’s records"),
        N_("Only the DSL, deputies and the headteacher may."),
        N_("Change the person’s role first, if it is wrong."),
    ),
    "RecordUnknown": Words(
        N_("This record is not in this file"),
        N_("It may belong to another child."),
        N_("Find it by its number or its words."),
    ),
    "AlreadyRecorded": Words(
        N_("This was recorded already"),
        N_("The record stands in the child’s file; nothing was written twice."),
        N_("Open the record. The draft may be deleted."),
    ),
    "OneRecordOnly": Words(
        N_("Choose two records at least"),
        N_("One event is made of records by different people."),
        N_("Choose the others too."),
    ),
}

# Keys and passphrases.
_KEYS: dict[str, Words] = {
    "WrongPassphrase": Words(
        N_("This passphrase does not open your keys"),
        N_("Check Caps Lock and the words’ order."),
        N_("Type it again, or open with the recovery sheet."),
    ),
    "WrongSheet": Words(
        N_("No recovery sheet in force has this code"),
        N_("It may be an older sheet, or of another school."),
        N_("Look for the newest sheet."),
    ),
    "UnknownPerson": Words(
        N_("Nobody of this name can sign in here"),
        _UNCHANGED,
        N_("Choose another name, or ask a key holder."),
    ),
    "CostRefused": Words(
        N_("The key file asks for a lock that Rowan does not accept"),
        N_("Somebody may have altered it."),
        N_("Restore the newest backup, and tell the headteacher."),
    ),
    "KeysAltered": Words(
        N_("The key file was altered"),
        N_("It names other keys than yours: {what}."),
        N_("Do not go on. Tell the headteacher and restore the newest backup."),
    ),
    "NoSuchKey": Words(
        N_("You were not given this key"),
        N_("These records are kept for other people."),
        N_("Ask a key holder if you need them."),
    ),
    "NoCertificate": Words(
        N_("Nobody vouches for these keys now"),
        N_("Your certificate has ended or is missing."),
        N_("Ask a key holder to give you new keys."),
    ),
    "MayNotEnter": Words(
        N_("You hold no key to the children’s records"),
        _UNCHANGED,
        N_("Ask the DSL or the headteacher."),
    ),
    "NotVouched": Words(
        N_("A certificate is not what it should be"),
        N_("The school did not sign it so. No key was handed on."),
        N_("Tell the headteacher, and restore the newest backup."),
    ),
    "NoSchoolKey": Words(
        N_("You cannot give keys to colleagues"),
        N_("Only a holder of the school’s signing key can."),
        N_("Ask the person who set Rowan up."),
    ),
    "KeyFileRefused": Words(
        N_("The key file cannot be used"),
        N_("It says what no key file of Rowan says: {detail}."),
        N_("Restore the newest backup."),
    ),
    "KeyFileTooNew": Words(
        N_("A newer Rowan wrote the key file"),
        N_("It was not touched."),
        N_("Start the newer Rowan."),
    ),
    "KeyFileChanged": Words(
        N_("The key file was changed meanwhile"),
        N_("Nothing was written."),
        N_("Lock, sign in and try again."),
    ),
    "LockBroken": Words(
        N_("An encrypted part was altered or moved"),
        N_("It does not open with its key."),
        N_("Restore the newest backup."),
    ),
    "SealBroken": Words(
        N_("A sealed part was altered or moved"),
        N_("It does not open with its key. It was kept as it is."),
        N_("Keep the file and ask who made it."),
    ),
    "HeadsForged": Words(
        N_("The file that witnesses the records is not yours"),
        N_("Somebody may have replaced it."),
        N_("Verify the records and compare with a printed sheet."),
    ),
}

# Files, disks, sticks and backups.
_FILES: dict[str, Words] = {
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
        N_("Save the roll as CSV with its headings, then try again."),
    ),
    "DrawingFailed": Words(
        N_("The paper could not be drawn"),
        N_("Nothing was printed."),
        N_("Try again. If it fails again, print fewer records at once."),
    ),
}

# The error's class name -> its words; a test walks every leaf of RowanError.
ERRORS: dict[str, Words] = {**_RULES, **_KEYS, **_FILES}
