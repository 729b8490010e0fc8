"""All that can be done: one file each, gathered here."""

import strawberry

from polyclinic_schema.mutations.claim_record import claim_record
from polyclinic_schema.mutations.refresh_session import refresh_session
from polyclinic_schema.mutations.request_sign_in_code import request_sign_in_code
from polyclinic_schema.mutations.set_locale import set_locale
from polyclinic_schema.mutations.sign_in import sign_in
from polyclinic_schema.mutations.sign_out import sign_out


@strawberry.type(
    description="What can be done. Every mutation takes one `input`; its result is the success or a typed problem."
)
class Mutation:
    request_sign_in_code = strawberry.mutation(request_sign_in_code, description="Send a one-time code to a phone.")
    sign_in = strawberry.mutation(sign_in, description="Exchange the code for a session on this device.")
    refresh_session = strawberry.mutation(
        refresh_session, description="Go on with a session: new access token, new cookie."
    )
    sign_out = strawberry.mutation(sign_out, description="End this device's session.")
    claim_record = strawberry.mutation(claim_record, description="Claim a record with the clinic's activation code.")
    set_locale = strawberry.mutation(set_locale, description="Choose the language for messages.")
