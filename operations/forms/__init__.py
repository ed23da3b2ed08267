"""Forms of operations, photos, residents, consents and testimonials."""

from operations.fields import OperationField, ResidentField
from operations.forms.operation import OperationFilter, OperationForm
from operations.forms.photo import PhotoForm, PhotoUploadForm
from operations.forms.resident import ConsentForm, ResidentForm, TestimonialForm

__all__ = [
    "ConsentForm",
    "OperationField",
    "OperationFilter",
    "OperationForm",
    "PhotoForm",
    "PhotoUploadForm",
    "ResidentField",
    "ResidentForm",
    "TestimonialForm",
]
