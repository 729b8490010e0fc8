"""Prints shapes as TypeScript."""

from polyclinic_schema.generate.shape import Field, Leaf, Many, Nullable, Object, OneOf, Shape, Typename

STEP = "  "


def shape_text(shape: Shape, pad: str = "") -> str:
    """Return the TypeScript of a shape whose first line stands at `pad`."""
    match shape:
        case Leaf(text):
            return text
        case Typename(names):
            return " | ".join(f'"{name}"' for name in names)
        case Object(fields):
            return _object(fields, pad)
        case OneOf(members):
            inner = pad + STEP
            return "".join(f"\n{inner}| {_object(member.fields, inner + STEP)}" for member in members)
        case Many(of):
            return f"Array<{_argument(of, pad)}>"
        case Nullable(of):
            return _nullable(of, pad)


def _object(fields: tuple[Field, ...], pad: str) -> str:
    if not fields:
        return "Record<string, never>"
    inner = pad + STEP
    return "{\n" + "".join(f"{inner}{_field(field, inner)}\n" for field in fields) + pad + "}"


def _field(field: Field, pad: str) -> str:
    text = shape_text(field.shape, pad)
    return f"{field.key}{'?' if field.optional else ''}:{'' if text.startswith(chr(10)) else ' '}{text};"


def _argument(of: Shape, pad: str) -> str:
    text = shape_text(of, pad)
    return f"{text}\n{pad}" if text.startswith("\n") else text


def _nullable(of: Shape, pad: str) -> str:
    text = shape_text(of, pad)
    return f"{text}\n{pad}{STEP}| null" if isinstance(of, OneOf) else f"{text} | null"
