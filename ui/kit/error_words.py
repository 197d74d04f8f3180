"""Say in words why something could not be done: one entry for each leaf of RowanError."""

from __future__ import annotations

from app.base.text import N_
from ui.kit.error_words_files import FILES
from ui.kit.error_words_notes import NOTES
from ui.kit.told_words import Words

_UNCHANGED = N_("Nothing was changed.")

# Rules of the record: what, why, what instead.
_RULES: dict[str, Words] = {
    "FileEmpty": Words(
        N_("The file is empty"),
        N_("“{name}” holds nothing, so there is nothing to attach."),
        N_("Choose another file, or save it again where it came from."),
    ),
    "FileTooLarge": Words(
        N_("The file is too large"),
        N_("“{name}” has {megabytes} MB. A document may have up to {most} MB."),
        N_("Attach it in parts, or keep it safe elsewhere and say in a note where."),
    ),
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
    "NotTwoChildren": Words(
        N_("These are not two entries of the roll"),
        N_("One of them is gone, or was made one with another already."),
        N_("Choose the other entry again."),
    ),
    "RollMoved": Words(
        N_("The roll was changed in the meantime"),
        N_("What you saw may no longer be right, so nothing was imported."),
        N_("Go back and look again."),
    ),
    "RowsNotSettled": Words(
        N_("Rows wait for your word"),
        N_("Questions without an answer: {count}."),
        N_("Go back and answer them."),
    ),
    "AlreadyUndone": Words(
        N_("This import was undone already"),
        N_("The roll stands as it stood before it."),
        N_("Import the file again if that was wrong."),
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
    "NotTheAuthor": Words(
        N_("Only its author may amend this record"),
        N_("It was written by {author}."),
        N_("Add a note to it instead."),
    ),
    "NotAmendable": Words(
        N_("A record of this kind is not corrected"),
        N_("It says only that something was done."),
        N_("Add a note instead."),
    ),
    "NothingChanged": Words(
        N_("Nothing is different yet"),
        N_("The answers are those of the version before."),
        N_("Change what was wrong, or leave without amending."),
    ),
    "AmendedMeanwhile": Words(
        N_("This record was amended in the meantime"),
        N_("There is a version {number} now. What you typed is kept as a draft."),
        N_("Read the newest version, then amend that one."),
    ),
    "NotInError": Words(
        N_("This record is on the file already"),
        N_("It is not filed in error for one of the children chosen."),
        N_("Choose the children it was taken from."),
    ),
    "LeftTheFile": Words(
        N_("The record was filed in error"),
        N_("Nothing more can be added to it."),
        N_("Open the child’s file and begin there."),
    ),
    "AlreadyAnswered": Words(
        N_("This request was answered already"),
        N_("The answer stands on its page."),
        N_("Who is not content may ask again."),
    ),
    "HasKeys": Words(
        N_("This person can sign in already"),
        N_("They have keys of their own."),
        N_("If the passphrase is lost, issue new keys."),
    ),
    "HasNoKeys": Words(
        N_("This person cannot sign in"),
        N_("They have no keys, so there is nothing to change."),
        N_("Give them keys first."),
    ),
    "OtherVaults": Words(
        N_("Under these roles other records may be opened"),
        N_("Keys that open more need new words; keys that open less must be taken first."),
        N_("Give new keys, or take the keys away and give others."),
    ),
    "StillHasKeys": Words(
        N_("This person can still sign in"),
        N_("Their keys must be taken before the register says that they left."),
        N_("Choose “Leaves, or loses keys”: that enters the day they left, too."),
    ),
    "OwnKeys": Words(
        N_("Your own keys are another key holder’s to change"),
        N_("So nobody locks themselves out, or lets themselves in."),
        N_("Ask another key holder to do it."),
    ),
    "NotAKeyHolder": Words(
        N_("The recovery sheet makes keys for key holders only"),
        N_("That is the DSL, a deputy or the headteacher."),
        N_("Sign in as one of them, then give this person new keys under School."),
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
    "SheetTooOld": Words(
        N_("This sheet does not open the records as they lie here"),
        N_("The vaults have had new keys since it was printed."),
        N_("Look for the newest sheet."),
    ),
    "SheetNotVouched": Words(
        N_("The recovery sheet in the key file is not one that a key holder made"),
        _UNCHANGED,
        N_("Tell the headteacher, look at the access log, and make a new recovery sheet."),
    ),
    "MovedOn": Words(
        N_("Something was recorded while the vaults were copied"),
        _UNCHANGED,
        N_("Try again, and leave Rowan alone meanwhile."),
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

# The error's class name -> its words; a test walks every leaf of RowanError.
ERRORS: dict[str, Words] = {**_RULES, **_KEYS, **FILES, **NOTES}
