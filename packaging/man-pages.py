#!/usr/bin/env python3
"""Writes the manual from the command's own definitions: license-digest(1), and a page a command.

    license-digest --experimental-dump-help | man-pages.py VERSION FOLDER

So no option can be in the program and missing in the manual, or the other way round.
"""

import json
import pathlib
import sys

FILES = [
    ("license-digest.yml", "The configuration, in the working folder unless --config names one."),
    ("templates/", "Templates and wording, in the working folder, else the installed ones."),
    ("OUTPUT/run.json", "What was read and made, with the hash of every input."),
    ("OUTPUT/messages.jsonl", "A line a message: recipients, subject, paths, counts, hashes."),
    ("OUTPUT/problems.jsonl", "A line a problem of the input."),
]
CODES = [
    ("0", "All was read; the result is published."),
    ("1", "The result is usable and published, but the input had errors or warnings."),
    ("2", "Nothing is published; the previous output is untouched."),
    ("64", "Wrong usage."),
    ("130, 143", "Interrupted; the previous output is untouched."),
]


def roff(text):
    """Text with what roff would take as its own made harmless."""
    text = text.replace("\\", "\\e").replace("-", "\\-")
    return "\n".join("\\&" + line if line[:1] in (".", "'") else line for line in text.split("\n"))


def paragraphs(discussion):
    """Paragraphs; those that are indented are examples, kept as they are written."""
    for block in discussion.strip("\n").split("\n\n"):
        lines = block.split("\n")
        if all(line.startswith("  ") for line in lines):
            yield ".PP\n.RS 2\n.nf\n" + roff("\n".join(line.strip() for line in lines)) + "\n.fi\n.RE"
        else:
            yield ".PP\n" + roff(" ".join(line.strip() for line in lines))


def shown(command, kind):
    return [value for value in command.get(kind, []) if value.get("shouldDisplay", True)]


def arguments(command):
    return [argument for argument in shown(command, "arguments")
            if argument["valueName"] not in ("help", "version")]


def named(argument):
    """`\\fB--output\\fR \\fIoutput\\fR`, with every name the option has."""
    value = f"\\fI{roff(argument['valueName'])}\\fR"
    if argument["kind"] == "positional":
        return value
    names = [("--" if name["kind"] == "long" else "-") + name["name"] for name in argument["names"]]
    text = ", ".join(f"\\fB{roff(name)}\\fR" for name in names)
    return text if argument["kind"] == "flag" else f"{text} {value}"


def usage(command, words):
    parts = [f"\\fB{roff(' '.join(words))}\\fR"]
    for argument in arguments(command):
        part = named(argument) + (" ..." if argument["isRepeating"] else "")
        parts.append(f"[{part}]" if argument["isOptional"] else part)
    return ".HP 4\n" + " ".join(parts)


def options(command):
    for argument in arguments(command):
        text = argument.get("abstract", "")
        if "defaultValue" in argument:
            text += f" Default: {argument['defaultValue']}."
        yield f".TP\n{named(argument)}\n{roff(text)}"


def leaves(command, words):
    """The commands that do something, each with the words that call it."""
    inner = [inner for inner in shown(command, "subcommands") if inner["commandName"] != "help"]
    if not inner:
        yield command, words
    for subcommand in inner:
        yield from leaves(subcommand, words + [subcommand["commandName"]])


def table(heading, rows):
    yield f".SH {heading}"
    for name, text in rows:
        yield f".TP\n\\fB{roff(name)}\\fR\n{roff(text)}"


def head(name, abstract, version):
    yield f'.TH {name.upper()} 1 "" "License Digest {version}" "User Commands"'
    text = abstract[:1].lower() + abstract[1:].rstrip(".")
    yield f".SH NAME\n{roff(name)} \\- {roff(text)}"


def overview(root, commands, version):
    """license-digest(1)."""
    name = root["commandName"]
    yield from head(name, root["abstract"], version)
    yield f".SH SYNOPSIS\n.HP 4\n\\fB{roff(name)}\\fR \\fIcommand\\fR [\\fIoption\\fR ...]"
    if root.get("discussion"):
        yield ".SH DESCRIPTION"
        yield from paragraphs(root["discussion"])
    yield ".SH COMMANDS"
    for command in commands:
        page = f"{name}-{command['commandName']}"
        yield f".TP\n\\fB{roff(page)}\\fR(1)\n{roff(command['abstract'])}"
    yield from table("FILES", FILES)
    yield from table("EXIT STATUS", CODES)
    yield ".SH SEE ALSO\nThe documentation in /usr/share/doc/license\\-digest/docs."


def page(root, command, version):
    """The page of a command, with the commands below it."""
    name = f"{root['commandName']}-{command['commandName']}"
    inner = list(leaves(command, [root["commandName"], command["commandName"]]))
    yield from head(name, command["abstract"], version)
    yield ".SH SYNOPSIS"
    for leaf, words in inner:
        yield usage(leaf, words)
    if len(inner) > 1 and command.get("discussion"):
        yield ".SH DESCRIPTION"
        yield from paragraphs(command["discussion"])
    for leaf, words in inner:
        if len(inner) > 1:
            yield f".SH {roff(' '.join(words[1:]).upper())}\n{roff(leaf['abstract'])}"
        else:
            yield ".SH DESCRIPTION"
        yield from paragraphs(leaf.get("discussion") or leaf["abstract"])
        yield ".PP" if len(inner) > 1 else ".SH OPTIONS"
        yield from options(leaf)
    yield from table("EXIT STATUS", CODES)
    yield f".SH SEE ALSO\n\\fB{roff(root['commandName'])}\\fR(1)"


def main():
    version, folder = sys.argv[1], pathlib.Path(sys.argv[2])
    root = json.load(sys.stdin)["command"]
    commands = [one for one in shown(root, "subcommands") if one["commandName"] != "help"]
    folder.mkdir(parents=True, exist_ok=True)
    pages = {root["commandName"]: overview(root, commands, version)}
    for command in commands:
        pages[f"{root['commandName']}-{command['commandName']}"] = page(root, command, version)
    for name, lines in pages.items():
        (folder / f"{name}.1").write_text("\n".join(lines) + "\n")


main()
