"""The grammar of the expression language, for lark's LALR parser.

Reserved words are reserved everywhere: the lexer turns a NAME into its keyword before the parser sees it, so
that `AND`, `and` and 且 are one token and no field can be called `end`.
"""

from __future__ import annotations

GRAMMAR = r"""
?start: expression

?expression: filtered | conditional
?filtered: disjunction
    | filtered WHERE disjunction                                -> where
conditional: IF filtered THEN expression ELSE expression        -> if_
branch: WHEN filtered THEN expression

?disjunction: conjunction
    | disjunction OR conjunction                                -> binary
?conjunction: negation
    | conjunction AND negation                                  -> binary
?negation: comparison
    | NOT negation                                              -> unary
?comparison: sum
    | sum COMPARED sum                                          -> binary
    | sum IN sum                                                -> binary
    | sum NOT IN sum                                            -> not_in
?sum: product
    | sum ADDED product                                         -> binary
?product: signed
    | product MULTIPLIED signed                                 -> binary
?signed: postfix
    | ADDED signed                                              -> unary
?postfix: atom
    | postfix "." NAME                                          -> pick
?atom: NUMBER                                                   -> number
    | TEXT                                                      -> text
    | TRUE                                                      -> true
    | FALSE                                                     -> false
    | UNKNOWN                                                   -> unknown
    | NAME                                                      -> name
    | NAME "(" [given ("," given)*] ")"                         -> call
    | CASE branch+ ELSE expression END                          -> case
    | "[" [expression ("," expression)*] "]"                    -> list_
    | "(" expression ")"
?given: expression
    | NAME ":" expression                                       -> option

NAME: /[A-Za-z\u3400-\u4dbf\u4e00-\u9fff][A-Za-z0-9_\u3400-\u4dbf\u4e00-\u9fff]*/
NUMBER: /[0-9]+(\.[0-9]+)?([A-Za-z\u3400-\u4dbf\u4e00-\u9fff%‰㎡²³]+)?/
TEXT: /"([^"\\\n]|\\["\\])*"/
COMPARED: "<=" | ">=" | "<>" | "!=" | "==" | "=" | "<" | ">" | "≤" | "≥" | "≠"
ADDED: "+" | "-"
MULTIPLIED: "*" | "/"
SPACE: /[ \t\n]+/

%declare IF THEN ELSE CASE WHEN END WHERE AND OR NOT IN TRUE FALSE UNKNOWN
%ignore SPACE
"""

KEYWORDS = {
    "if": "IF",
    "then": "THEN",
    "else": "ELSE",
    "case": "CASE",
    "when": "WHEN",
    "end": "END",
    "where": "WHERE",
    "and": "AND",
    "or": "OR",
    "not": "NOT",
    "in": "IN",
    "true": "TRUE",
    "false": "FALSE",
    "unknown": "UNKNOWN",
    "且": "AND",
    "或": "OR",
    "非": "NOT",
}

# One spelling for each comparison in the tree and in the canonical text.
COMPARISONS = {"≤": "<=", "≥": ">=", "≠": "!=", "<>": "!=", "==": "="}

# What a person calls each token that the parser may have expected: (zh, en).
TOKEN_WORDS = {
    "NUMBER": ("数", "a number"),
    "TEXT": ("加引号的文字", "a quoted text"),
    "NAME": ("名称", "a name"),
    "LPAR": ("“(”", "'('"),
    "RPAR": ("“)”", "')'"),
    "LSQB": ("“[”", "'['"),
    "RSQB": ("“]”", "']'"),
    "COMMA": ("“,”", "','"),
    "COLON": ("“:”", "':'"),
    "DOT": ("“.”", "'.'"),
    "COMPARED": ("比较号", "a comparison"),
    "ADDED": ("“+”或“-”", "'+' or '-'"),
    "MULTIPLIED": ("“*”或“/”", "'*' or '/'"),
    "$END": ("式子结束", "the end"),
}
