"""Words with their languages: a text, its translations beside it, and coded things."""

from polyclinic.interop.fhir.types import CodeableConcept, Coding, Element, Extension
from polyclinic.kit.locale import LocalizedText
from polyclinic.records.model import Coded

TRANSLATION = "http://hl7.org/fhir/StructureDefinition/translation"
LANGUAGE = "http://hl7.org/fhir/StructureDefinition/language"
_SCRIPT_LETTERS = 4


def tag(language: str) -> str:
    """Return a language tag as we key texts: language and script, no region (`sr-latn-RS` -> `sr-Latn`)."""
    first, *rest = language.replace("_", "-").split("-")
    scripts = [part.title() for part in rest if len(part) == _SCRIPT_LETTERS and part.isalpha()]
    return "-".join((first.lower(), *scripts[:1]))


def words(text: str | None, beside: Element | None, language: str) -> LocalizedText:
    """Return a text under its language, with the translations that FHIR puts beside it."""
    found = {tag(language): text} if text else {}
    for extension in beside.extension if beside else ():
        if extension.url == TRANSLATION:
            found.update(_translation(extension))
    return found


def concept_words(concept: CodeableConcept | None, language: str) -> LocalizedText:
    """Return the words of a coded thing: its text first, then the displays of its codings, then the bare code."""
    if concept is None:
        return {}
    found: LocalizedText = {}
    for coding in reversed(concept.coding):
        found |= words(coding.display, coding.beside_display, language)
    found |= words(concept.text, concept.beside_text, language)
    code = next((coding.code for coding in concept.coding if coding.code), None)
    return found or words(code, None, language)


def coded(concept: CodeableConcept | None, language: str) -> Coded | None:
    """Return a coded thing by its first code, or None where there is nothing to show."""
    text = concept_words(concept, language)
    if concept is None or not text:
        return None
    first = next((coding for coding in concept.coding if coding.code), None)
    return Coded(text=text, system=first.system if first else None, code=first.code if first else None)


def coding_as_concept(coding: Coding | None) -> CodeableConcept | None:
    """Return a lone coding as a concept."""
    return CodeableConcept(coding=(coding,)) if coding else None


def titled(language: str, *candidates: CodeableConcept | None, otherwise: str) -> Coded:
    """Return the first candidate that says something, or the plain word `otherwise` (English)."""
    for candidate in candidates:
        if found := coded(candidate, language):
            return found
    return Coded(text={"en": otherwise}, system=None, code=None)


def first_code(concept: CodeableConcept | None) -> str | None:
    """Return the first code of a concept."""
    return next((coding.code for coding in concept.coding if coding.code), None) if concept else None


def joined(parts: list[LocalizedText], separator: str = "; ") -> LocalizedText:
    """Return texts one after the other, language by language, each once."""
    found: dict[str, dict[str, None]] = {}
    for part in parts:
        for language, text in part.items():
            found.setdefault(language, {})[text] = None
    return {language: separator.join(texts) for language, texts in found.items()}


def _translation(extension: Extension) -> LocalizedText:
    language = content = None
    for part in extension.extension:
        if part.url == "lang":
            language = part.value_code or part.value_string
        elif part.url == "content":
            content = part.value_string or part.value_markdown
    return {tag(language): content} if language and content else {}
