#!/usr/bin/env python3
"""Writes license-digest(1) from the command's own definitions.

    license-digest --experimental-dump-help | scripts/man-page > license-digest.1

So no option can be in the program and missing in the manual, or the other way round.
"""

import json
import sys

FILES = [
    ("license-digest.yml", "The configuration, in the working folder unless --config names one."),
    ("templates/", "Templates and wording, in the working folder, else the installed ones."),
    ("OUTPUT/run.json", "What was read and made, with the hash of every input."),
    ("OUTPUT/messages.jsonl", "A line a message: recipients, subject, paths, counts, hashes."),
    ("OUTPUT/problems.jsonl", "A line a problem of the input."),
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


def named(argument):
    """`\\fB--output\\fR \\fIoutput\\fR`, with every name the option has."""
    value = f"\\fI{roff(argument['valueName'])}\\fR"
    if argument["kind"] == "positional":
        return value
    names = [("--" if name["kind"] == "long" else "-") + name["name"] for name in argument["names"]]
    text = ", ".join(f"\\fB{roff(name)}\\fR" for name in names)
    return text if argument["kind"] == "flag" else f"{text} {value}"


def usage(command, path):
    words = [f"\\fB{roff(' '.join(path))}\\fR"]
    for argument in shown(command, "arguments"):
        if argument["valueName"] in ("help", "version"):
            continue
        word = named(argument) + (" ..." if argument["isRepeating"] else "")
        words.append(f"[{word}]" if argument["isOptional"] else word)
    return " ".join(words)


def options(command):
    for argument in shown(command, "arguments"):
        if argument["valueName"] in ("help", "version"):
            continue
        text = argument.get("abstract", "")
        if "defaultValue" in argument:
            text += f" Default: {argument['defaultValue']}."
        yield f".TP\n{named(argument)}\n{roff(text)}"


def leaves(command, path):
    """The commands that do something, each with the words that call it."""
    inner = [inner for inner in shown(command, "subcommands") if inner["commandName"] != "help"]
    if not inner:
        yield command, path
    for subcommand in inner:
        yield from leaves(subcommand, path + [subcommand["commandName"]])


def page(root):
    name = root["commandName"]
    commands = list(leaves(root, [name]))
    yield f'.TH {name.upper()} 1 "" "{name}" "User Commands"'
    yield f".SH NAME\n{name} \\- {roff(root['abstract'][0].lower() + root['abstract'][1:].rstrip('.'))}"
    yield ".SH SYNOPSIS"
    for command, path in commands:
        yield f".HP 4\n{usage(command, path)}"
    yield ".SH COMMANDS"
    for command, path in commands:
        yield f".SS {roff(' '.join(path[1:]))}\n{roff(command['abstract'])}"
        yield from paragraphs(command.get("discussion", ""))
        yield from options(command)
    yield ".SH FILES"
    for file, text in FILES:
        yield f".TP\n\\fI{roff(file)}\\fR\n{roff(text)}"
    yield ".SH EXIT STATUS"
    yield roff(
        "0 all read; 1 the result is usable and published, but the input had errors or warnings; "
        "2 nothing published; 64 wrong usage; 130 and 143 interrupted.")


def main():
    print("\n".join(page(json.load(sys.stdin)["command"])))


main()
